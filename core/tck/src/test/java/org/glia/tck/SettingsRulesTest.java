package org.glia.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;

import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.recipe.SettingsType;
import org.junit.jupiter.api.Test;

class SettingsRulesTest {

    record Stop(@Setting(value = "most rounds", min = 1) int rounds) {

        Stop() {
            this(10);
        }
    }

    sealed interface Kernel {

        record Linear() implements Kernel {
        }

        record RadialBasis(@Setting(value = "width", min = 0, minExclusive = true) double gamma) implements Kernel {

            RadialBasis() {
                this(1);
            }
        }
    }

    record Everything(
            @Setting(value = "share", min = 0, max = 1, maxExclusive = true) double share,
            @Setting(value = "count", min = 2, max = 9) OptionalInt count,
            @Setting("any number") double any,
            @Setting("a word") String word,
            @Setting("the kernel") Kernel kernel,
            @Group Stop stop,
            Stop inner) {

        Everything() {
            this(0.5, OptionalInt.empty(), 3, "x", new Kernel.Linear(), new Stop(), new Stop());
        }
    }

    @Test
    void eachBoundIsCrossedOnce() {
        var texts = SettingsRules.outside(Everything.class, "").stream().map(SettingsRules.Outside::text).toList();
        assertEquals(List.of("share=-1.0E-6", "share=1.0", "count=1", "count=10", "kernel=[radial-basis gamma=0.0]",
                "rounds=0", "inner.rounds=0"), texts);
    }

    @Test
    void whatLiesOutsideIsRefusedByTheKeyThatIsExpected() {
        var type = SettingsType.of(Everything.class);
        for (var wrong : SettingsRules.outside(Everything.class, "")) {
            var refused = assertThrows(RecipeException.class, () -> type.read(wrong.text()), wrong.text());
            assertTrue(refused.getMessage().contains("`" + wrong.key() + "`"), wrong + ": " + refused.getMessage());
        }
    }
}
