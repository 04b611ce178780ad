package org.glia.api.recipe;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a component of a settings record that is itself a record, whose keys appear without a prefix: what several
/// algorithms share (stopping, sampling of rows) is declared in one record and reads as if it were each one's own.
/// Without `@Group` the keys of a nested record `stop` are `stop.tolerance` and so on.
@Documented
@Retention(RetentionPolicy.RUNTIME)
// METHOD, because bnd sees the accessor's annotations only, and a bundle that did not import this package would lose them
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Group {
}
