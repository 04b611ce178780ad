package org.glia.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/// What a data source is. Stands on a class that implements [DataSource].
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Source {

    /// All properties of the service begin so.
    String PREFIX_ = "glia.";

    /// The word that people use: a data set's name, a generator's, or a file format's.
    String name();

    /// A few words on what it brings.
    String title();

    /// The endings of the files that it reads, without a dot (`csv`, `csv.gz`); empty for built-in sets and generators.
    String[] extensions() default {};

    /// Who measured it, where it was published, its licence.
    String references() default "";
}
