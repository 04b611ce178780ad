package org.glia.runtime.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.glia.api.problem.GliaException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/// The plug-ins that the framework knows. What a plug-in throws leaves here as words: an exception of its own would keep its
/// classes alive.
final class Live {

    private static final String LOCATION = "glia:";
    private static final long REFRESH_SECONDS = 30;

    private final BundleContext context;
    private final FrameworkWiring wiring;

    Live(BundleContext context) {
        this.context = context;
        this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    static boolean isPlugin(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    static String hash(Bundle bundle) {
        return bundle.getLocation().substring(LOCATION.length());
    }

    List<Bundle> plugins() {
        return Arrays.stream(context.getBundles()).filter(Live::isPlugin).toList();
    }

    /// Hands a jar to the framework, if its bytes are still those that were looked at.
    Bundle install(Candidate candidate) {
        try (var in = new DigestInputStream(Files.newInputStream(candidate.file()), Hash.digest())) {
            var bundle = context.installBundle(LOCATION + candidate.hash(), in);
            // the framework has copied all of it
            if (!Hash.text(in.getMessageDigest()).equals(candidate.hash())) {
                bundle.uninstall();
                throw new GliaException("%s was changed while it was installed: try again".formatted(candidate.called()));
            }
            return bundle;
        } catch (IOException e) {
            throw new GliaException("%s cannot be read: %s".formatted(candidate.called(), e.getMessage()), e);
        } catch (BundleException e) {
            throw new GliaException("%s is no bundle that this framework takes: %s; ask its author to mend it".formatted(candidate.called(), words(e)));
        }
    }

    void resolve(Collection<Bundle> bundles) {
        wiring.resolveBundles(bundles);
    }

    static boolean isResolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }

    /// Why a bundle is not resolved: what follows "it ".
    List<String> unmet(Bundle bundle) {
        return new Unmet(wiring).reasons(bundle);
    }

    /// What follows "needs " for something that nobody here has.
    String missing(Wanted wanted) {
        return new Unmet(wiring).missing(wanted);
    }

    void start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException | RuntimeException | LinkageError e) {
            throw new GliaException("`%s` %s failed to start: %s; tell its author".formatted(bundle.getSymbolicName(), bundle.getVersion(), words(e)));
        }
    }

    /// Takes bundles away, with all that the framework keeps of them.
    void remove(Collection<Bundle> bundles) {
        for (var bundle : bundles) {
            try {
                if (bundle.getState() != Bundle.UNINSTALLED) {
                    bundle.uninstall();
                }
            } catch (BundleException | RuntimeException e) {
                // Felix has taken it out of its lists all the same; only its own stop went wrong.
            }
        }
        refresh(bundles);
    }

    private void refresh(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        var done = new CountDownLatch(1);
        try {
            wiring.refreshBundles(bundles, event -> {
                if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                    done.countDown();
                }
            });
            done.await(REFRESH_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalStateException e) {
            // the framework is going down, and forgets everything
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Other plug-ins that use what some bundles offer.
    List<Bundle> dependents(Collection<Bundle> bundles) {
        var found = new ArrayList<Bundle>();
        for (var bundle : bundles) {
            for (var wire : wires(bundle, true)) {
                var user = wire.getRequirer().getBundle();
                if (isPlugin(user) && !bundles.contains(user) && !found.contains(user)) {
                    found.add(user);
                }
            }
        }
        return found;
    }

    /// What a bundle is wired to, a line each: what it needs, and who has it.
    static List<String> wiring(Bundle bundle) {
        return wires(bundle, false).stream().map(wire -> "%s from `%s` %s".formatted(Wanted.of(wire.getRequirement()).words(),
                wire.getProvider().getSymbolicName(), wire.getProvider().getVersion())).distinct().sorted().toList();
    }

    private static List<BundleWire> wires(Bundle bundle, boolean provided) {
        var resolved = bundle.adapt(BundleWiring.class);
        if (resolved == null) {
            return List.of();
        }
        return provided ? resolved.getProvidedWires(null) : resolved.getRequiredWires(null);
    }

    /// The innermost message of a failure.
    static String words(Throwable failure) {
        var innermost = failure;
        for (int depth = 0; depth < 50 && innermost.getCause() != null; depth++) {
            innermost = innermost.getCause();
        }
        var message = innermost.getMessage();
        var kind = innermost.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : innermost instanceof GliaException || innermost instanceof BundleException ? message
                : kind + ": " + message;
    }
}
