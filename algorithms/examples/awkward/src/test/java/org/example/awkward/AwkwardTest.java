package org.example.awkward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.glia.api.data.Dataset;
import org.junit.jupiter.api.Test;

class AwkwardTest {

    private static final Dataset DATA = Dataset.builder("two").numeric("x", 1, 2).nominal("kind", "a", "b").target("kind").build();

    @Test
    void nothingGoesWrongUnlessItIsAskedFor() {
        assertArrayEquals(new int[] {0, 0}, new Awkward().with("").fit(DATA).predict(DATA).labels().codes());
    }

    @Test
    void itGoesWrongWhenItIsAskedTo() {
        assertThrows(Deed.Mishap.class, () -> new Awkward().with("deed=fail").fit(DATA));
        assertThrows(StackOverflowError.class, () -> new Awkward().with("deed=recursion").fit(DATA));
        assertThrows(OutOfMemoryError.class, () -> new Awkward().with("deed=array").fit(DATA));
        var trained = new Awkward().with("deed=error when=predict").fit(DATA);
        assertThrows(AssertionError.class, () -> trained.predict(DATA));
    }
}
