package org.glia.api.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.problem.GliaException;
import org.osgi.annotation.versioning.ConsumerType;

/// Plain data without classes: what a model, or any record made of data, consists of. Model files hold such trees,
/// fingerprints and equality of models are taken of them, and an author lifts old models by changing one.
public sealed interface DataTree {

    /// No value: an empty optional.
    record Nothing() implements DataTree {
    }

    /// @param value true or false
    record Flag(boolean value) implements DataTree {
    }

    /// A whole number.
    record Whole(long value) implements DataTree {
    }

    /// A real number; equal if the bits are.
    record Real(double value) implements DataTree {
    }

    /// A text, the word of an enum, a recipe.
    record Text(String value) implements DataTree {
    }

    /// A list, or an array of anything but numbers.
    record Items(List<DataTree> items) implements DataTree {

        public Items {
            items = List.copyOf(items);
        }
    }

    /// A record, or a map from texts.
    ///
    /// @param type   which record of a sealed interface it is, otherwise empty
    /// @param fields in the order of declaration
    record Fields(String type, Map<String, DataTree> fields) implements DataTree {

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// @throws GliaException if there is no such field
        public DataTree get(String field) {
            var value = fields.get(field);
            if (value == null) {
                throw new GliaException("the data have no part `%s`; they have %s".formatted(field, fields.keySet()));
            }
            return value;
        }

        /// The same with a field set.
        public Fields with(String field, DataTree value) {
            var changed = new LinkedHashMap<>(fields);
            changed.put(field, value);
            return new Fields(type, changed);
        }

        /// The same without a field.
        public Fields without(String field) {
            var changed = new LinkedHashMap<>(fields);
            changed.remove(field);
            return new Fields(type, changed);
        }
    }

    /// An array of whole numbers, with the element type it was (`int`, `long`, `byte`, `short`, `boolean`).
    record Wholes(String element, long[] values) implements DataTree {

        @Override
        public boolean equals(Object other) {
            return other instanceof Wholes that && element.equals(that.element) && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// A matrix, or an array of real numbers as a matrix of one row; equal if all bits are.
    record Numbers(Matrix values) implements DataTree {
    }

    /// A table.
    record Rows(Dataset table) implements DataTree {
    }

    /// The tree of a record made of data.
    ///
    /// @throws IllegalArgumentException if a part is not data; the message names it
    static DataTree of(Record value) {
        return TreeWriter.tree(value);
    }

    /// The tree of a trained model: where it came from, its schema, its history, and the author's model inside.
    static DataTree of(Trained<?> trained) {
        return TreeWriter.tree(trained);
    }

    /// The record that this is the tree of.
    ///
    /// @throws GliaException if the tree does not fit the record; the message says where
    default <T extends Record> T as(Class<T> type) {
        return as(type, (provenance, model) -> {
            throw new GliaException("a model of `%s` stands where none is expected".formatted(provenance.algorithm()));
        });
    }

    /// The record that this is the tree of, which may hold trained models.
    ///
    /// @param models finds the records of those models
    /// @throws GliaException if the tree does not fit the record; the message says where
    default <T extends Record> T as(Class<T> type, ModelReader models) {
        return type.cast(new TreeReader(models).read(this, type));
    }

    /// The trained model that this is the tree of.
    ///
    /// @param models finds the models' records, also those of models inside models
    /// @throws GliaException if the tree does not fit; the message says where
    default Trained<?> asTrained(ModelReader models) {
        return (Trained<?>) new TreeReader(models).read(this, Trained.class);
    }

    /// Makes an author's model of its tree.
    @ConsumerType
    @FunctionalInterface
    interface ModelReader {

        /// The model; its record's class is that of the algorithm that `provenance` names.
        Model read(Provenance provenance, Fields model);
    }
}
