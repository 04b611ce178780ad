package org.glia.experiments.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.glia.api.problem.GliaException;

/// Which cells are being worked on, and by which processes. A process has a row of its own as soon as it claims something, in
/// which it shows from time to time that it is alive. The claims of one that is not are nobody's. All is guarded by the
/// session's lock, so that books and database agree.
final class Claims implements AutoCloseable {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// For how long a process may be silent before it counts as dead. One on this machine that is gone does so at once.
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final Session session;
    private final Worker self;
    /// What is worked on here: of what this process has claimed, the rest was left behind by something that went wrong.
    private final Set<String> underWay = new HashSet<>();
    private Optional<String> own = Optional.empty();
    private Optional<Thread> heart = Optional.empty();

    Claims(Session session, Worker self) {
        this.session = session;
        this.self = self;
    }

    /// @param id    its row
    /// @param silent for how many seconds
    record Owner(String id, Worker worker, long silent) {
    }

    private record Standing(String state, Optional<Owner> owner) {
    }

    boolean claim(String key, boolean again) {
        synchronized (session) {
            return attempt(key, again);
        }
    }

    private boolean attempt(String key, boolean again) {
        if (!isFree(key, session.read(sql -> standing(sql, key)), again)) {
            return false;
        }
        boolean claimed = session.write(sql -> {
            var standing = standing(sql, key);
            if (!isFree(key, standing, again)) {
                return false;
            }
            if (standing.owner().isPresent() && !isSelf(standing.owner().get())) {
                forget(sql, standing.owner().get().id());
            }
            sql.update("update cell set owner = ?, state = case when state = 'planned' then 'running' else state end where key = ?",
                    register(sql), key);
            return true;
        });
        if (claimed) {
            underWay.add(key);
            beat();
        }
        return claimed;
    }

    private boolean isFree(String key, Standing standing, boolean again) {
        boolean open = standing.state().equals("planned") || standing.state().equals("running");
        return (open || again) && !isWorkedOn(key, standing.owner());
    }

    private boolean isWorkedOn(String key, Optional<Owner> owner) {
        return owner.isPresent() && (isSelf(owner.get()) ? underWay.contains(key) : isAlive(owner.get()));
    }

    private boolean isSelf(Owner owner) {
        return own.isPresent() && own.get().equals(owner.id());
    }

    private boolean isAlive(Owner owner) {
        return owner.silent() <= SILENCE.toSeconds() && !owner.worker().isGone(self);
    }

    private Standing standing(Statements sql, String key) throws SQLException {
        return sql.first("""
                select cell.state, process.id, process.host, process.pid, process.started, %s - process.heartbeat
                from cell left join process on process.id = cell.owner where cell.key = ?""".formatted(session.dialect().now()), row -> {
            var state = row.getString(1);
            return new Standing(state, row.getString(2) == null ? Optional.empty() : Optional.of(owner(row, 2)));
        }, key).orElseThrow(Claims::deleted);
    }

    private static Owner owner(ResultSet row, int first) throws SQLException {
        return new Owner(row.getString(first), new Worker(row.getString(first + 1), row.getLong(first + 2), row.getLong(first + 3)),
                row.getLong(first + 4));
    }

    static GliaException deleted() {
        return new GliaException("the study has been deleted from the results while it was worked on; ask for it again");
    }

    /// Forgets processes that have ended without a word, those too that had claimed nothing when they did. To be called within a
    /// transaction.
    void forgetTheDead(Statements sql) throws SQLException {
        var owners = sql.list("select id, host, pid, started, %s - heartbeat from process".formatted(session.dialect().now()),
                row -> owner(row, 1));
        for (var owner : owners) {
            if (!isSelf(owner) && !isAlive(owner)) {
                forget(sql, owner.id());
            }
        }
    }

    /// Frees what a process has claimed, and forgets it.
    private static void forget(Statements sql, String process) throws SQLException {
        sql.update("update cell set owner = null, state = case when state = 'running' then 'planned' else state end where owner = ?",
                process);
        sql.update("delete from process where id = ?", process);
    }

    /// The row of this process, made anew where another process has taken this one for dead.
    private String register(Statements sql) throws SQLException {
        if (own.isPresent() && sql.update("update process set heartbeat = %s where id = ?".formatted(session.dialect().now()),
                own.get()) == 1) {
            return own.get();
        }
        own = Optional.of(UUID.randomUUID().toString());
        sql.update("insert into process (id, host, pid, started, heartbeat) values (?, ?, ?, ?, %s)".formatted(session.dialect().now()),
                own.get(), self.host(), self.pid(), self.started());
        return own.get();
    }

    void release(String key) {
        synchronized (session) {
            underWay.remove(key);
            if (own.isPresent()) {
                session.write(sql -> sql.update("""
                        update cell set owner = null, state = case when state = 'running' then 'planned' else state end
                        where key = ? and owner = ?""", key, own.get()));
            }
        }
    }

    /// A result was kept, or could not be: either way nobody works on it here any longer.
    void ended(String key) {
        synchronized (session) {
            underWay.remove(key);
        }
    }

    /// To be called within a transaction.
    ///
    /// @throws GliaException if a living process works on a cell of the study
    void requireIdle(Statements sql, String study) throws SQLException {
        var owners = sql.list("""
                select distinct process.id, process.host, process.pid, process.started, %s - process.heartbeat
                from trial join cell on cell.id = trial.cell join process on process.id = cell.owner where trial.study = ?"""
                .formatted(session.dialect().now()), row -> owner(row, 1), study);
        for (var owner : owners) {
            if (isSelf(owner) ? !underWay.isEmpty() : isAlive(owner)) {
                throw new GliaException("the study is being worked on by process %d on %s; let it end, or end it"
                        .formatted(owner.worker().pid(), owner.worker().host()));
            }
        }
    }

    private void beat() {
        if (heart.isEmpty()) {
            var thread = Thread.ofPlatform().daemon().name("glia-results-heartbeat").unstarted(this::live);
            heart = Optional.of(thread);
            thread.start();
        }
    }

    private void live() {
        try {
            while (true) {
                Thread.sleep(HEARTBEAT);
                showLife();
            }
        } catch (InterruptedException closed) {
            // nothing is left to do
        }
    }

    private void showLife() {
        try {
            synchronized (session) {
                session.write(sql -> sql.update("update process set heartbeat = %s where id = ?".formatted(session.dialect().now()),
                        own.orElseThrow()));
            }
        } catch (GliaException e) {
            // whoever works will meet the same trouble, and can tell it to somebody
        }
    }

    /// Gives everything back.
    @Override
    public void close() {
        heart.ifPresent(Thread::interrupt);
        synchronized (session) {
            if (own.isPresent() && session.isOpen()) {
                session.write(sql -> {
                    forget(sql, own.get());
                    return null;
                });
            }
        }
    }
}
