package org.glia.api.recipe;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a component of a settings record as a hyper-parameter. The component's name is the key, its type the type,
/// and the value that the record's no-argument constructor gives it the default; nothing is declared twice.
///
/// ```java
/// @Setting(value = "number of clusters", min = 1, tune = "2..20") int k
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
// METHOD, because bnd sees the accessor's annotations only, and a bundle that did not import this package would lose them
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Setting {

    /// Help: a phrase without a full stop that fits into brackets in an error message, such as `number of clusters`.
    String value();

    /// The smallest valid number; of a list, a map or an optional setting, of each number in it. NaN: no bound.
    /// Negative infinity admits `-infinity`, which is refused otherwise.
    double min() default Double.NaN;

    /// The largest valid number, as [#min()] is the smallest. Positive infinity admits `infinity`.
    double max() default Double.NaN;

    /// Whether the value must be above [#min()] rather than at least that.
    boolean minExclusive() default false;

    /// Whether the value must be below [#max()] rather than at most that.
    boolean maxExclusive() default false;

    /// Where tuning searches unless told otherwise: `2..20`, `0.001..1000:log` or `gini,entropy`. Empty: not tuned.
    String tune() default "";
}
