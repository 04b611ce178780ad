package org.glia.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.glia.api.data.Task;
import org.osgi.service.component.annotations.ComponentPropertyType;

/// What a measure is. Stands on a class that implements [Measure].
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Metric {

    /// All properties of the service begin so.
    String PREFIX_ = "glia.";

    /// The word that people use: lower case with hyphens, distinct among all measures.
    String name();

    /// The field's usual name.
    String title();

    /// The questions whose answers it judges.
    Task[] tasks();

    boolean greaterIsBetter() default true;

    /// Whether it is shown when nobody has named a measure. The first of a task in order of `rank` decides leaderboards.
    boolean standard() default false;

    /// Orders the standard measures of a task: smaller comes first.
    int rank() default 100;

    /// Where it was published, or how it is defined.
    String references() default "";
}
