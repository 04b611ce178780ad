package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    private static void assertSameBits(String text) {
        assertEquals(Double.doubleToRawLongBits(Double.parseDouble(text)),
                Double.doubleToRawLongBits(Numbers.parse(text, '.')), text);
    }

    @Test
    void randomDecimalsGetTheBitsOfParseDouble() {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            var unscaled = new BigInteger(1 + random.nextInt(80), random);
            var decimal = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(40) - 10);
            assertSameBits(decimal.toPlainString());
            assertSameBits(decimal.toString());
        }
    }

    @Test
    void randomDoublesAreReadBackFromTheirShortestText() {
        var random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertSameBits(Double.toString(any));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "+0", "0.0", "-0.0", "1", "+1", "-1", "5.", ".5", "-.5", "007", "1e5", "1E+5",
            "1e-5",
            "1e22", "1e23", "1e-22", "1e-23", "9007199254740991", "9007199254740992", "9007199254740993",
                    "9007199254740993.0",
            "9223372036854775807", "9223372036854775808", "92233720368547758070", "0.1", "0.30000000000000004", "1e308",
            "1.7976931348623157e308", "1e309", "-1e400", "4.9e-324", "2.4e-324", "1e-400", "0e999999999999",
                    "1e99999999999",
            "1e-99999999999", "123456789012345678901234567890", "0.000000000000000000000000000000000001",
                    "00000000000000000000000001"})
    void edgesGetTheBitsOfParseDouble(String text) {
        assertSameBits(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-", ".", "-.", "e5", "1e", "1e+", "1e5.0", "1.2.3", "1,5", "1d", "1f", "0x1p3",
            "NaN", "abc",
            "1 2", " 1", "1 ", "--1", "1-", "Infinite", "i", "infinit", "٣"})
    void whatIsNoNumberIsNone(String text) {
        assertTrue(Double.isNaN(Numbers.parse(text, '.')), text);
    }

    @Test
    void infinityIsReadInTheUsualSpellings() {
        assertEquals(Double.POSITIVE_INFINITY, Numbers.parse("inf", '.'));
        assertEquals(Double.POSITIVE_INFINITY, Numbers.parse("+Inf", '.'));
        assertEquals(Double.NEGATIVE_INFINITY, Numbers.parse("-Infinity", '.'));
    }

    @Test
    void aDecimalCommaTakesThePlaceOfThePoint() {
        assertEquals(1234.5678901234567890123, Numbers.parse("1234,5678901234567890123", ','));
        assertEquals(-0.5, Numbers.parse("-,5", ','));
        assertTrue(Double.isNaN(Numbers.parse("1.5", ',')));
    }

    @Test
    void onlyTheGivenCharactersAreRead() {
        assertEquals(23, Numbers.parse("1234".toCharArray(), 1, 3, '.'));
    }
}
