package org.glia.experiments.store;

import java.sql.SQLException;
import java.util.List;

/// Forgets a study, and then all that no study has any longer.
final class Deleting {

    /// In this order nothing goes before what refers to it.
    private static final List<String> ORPHANS = List.of(
            "delete from prediction where not exists (select 1 from cell where cell.prediction = prediction.hash)",
            "delete from split where not exists (select 1 from cell where cell.split = split.fingerprint)",
            "delete from data where not exists (select 1 from cell where cell.data = data.fingerprint)",
            "delete from machine where id not in (select machine from cell where machine is not null)",
            "delete from code where id not in (select code from cell)",
            "delete from panel where id not in (select panel from trial)",
            """
            delete from measure where id not in (select measure from score) and id not in (select measure from panel_measure)
            and id not in (select measure from study_measure)""",
            "delete from plugin where id not in (select plugin from measure) and id not in (select plugin from code_plugin)");

    private final Statements sql;

    Deleting(Statements sql) {
        this.sql = sql;
    }

    /// @return how many cells went
    int delete(String study) throws SQLException {
        sql.update("delete from study where id = ?", study);
        int cells = sql.update("delete from cell where not exists (select 1 from trial where trial.cell = cell.id)");
        for (var orphans : ORPHANS) {
            sql.update(orphans);
        }
        return cells;
    }
}
