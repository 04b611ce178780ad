package org.glia.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.glia.api.data.Accepts;
import org.glia.api.data.Task;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/// What an algorithm is, for catalogs, help and checks. Stands on a class that implements [Estimator], and becomes the
/// properties of its OSGi service and a capability of its bundle.
@ComponentPropertyType
@Capability(namespace = "org.glia.algorithm")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Algorithm {

    /// All properties of the service begin so.
    String PREFIX_ = "glia.";

    /// The word that recipes use: lower case letters and digits, distinct among all algorithms.
    @Attribute("org.glia.algorithm")
    String name();

    /// The field's usual name of the algorithm.
    @Attribute("title")
    String title();

    /// The questions it answers.
    @Attribute("tasks")
    Task[] tasks();

    /// What it can take with the most accommodating settings.
    @Attribute("accepts")
    Accepts[] accepts();

    /// What a transformer takes away from the data: after `onehot` there are no nominal columns.
    @Attribute("removes")
    Accepts[] removes() default {};

    /// What a transformer brings into the data.
    @Attribute("adds")
    Accepts[] adds() default {};

    /// The views that its models have.
    Class<?>[] views() default {};

    /// Whether the seed makes a difference.
    boolean random() default false;

    /// The version of the model's data; raise it when the model record changes and lift old data in
    /// [Estimator#upgrade].
    int format() default 1;

    /// Where it was published.
    String references();
}
