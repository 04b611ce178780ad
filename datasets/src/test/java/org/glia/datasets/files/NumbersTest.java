package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
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

    /// All exponents, and numbers of digits around those where digits are cut off.
    @Test
    void randomDigitsWithAnyExponentGetTheBitsOfParseDouble() {
        var random = new Random(3);
        for (int i = 0; i < 300_000; i++) {
            var digits = new StringBuilder();
            for (int k = random.nextInt(1, 24); k > 0; k--) {
                digits.append((char) ('0' + random.nextInt(10)));
            }
            digits.insert(random.nextInt(digits.length() + 1), '.');
            assertSameBits(digits + "e" + random.nextInt(-360, 330));
        }
    }

    /// Exactly in the middle of two doubles, and a little to either side, in full and cut to the digits that fit a long.
    @Test
    void numbersInTheMiddleOfTwoDoublesGoToTheEvenOne() {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            double low = switch (i % 4) {
                case 0 -> Math.abs(Double.longBitsToDouble(random.nextLong()));
                case 1 -> random.nextLong(1L << 53, 1L << 62);
                case 2 -> Double.MIN_VALUE * random.nextInt(1000);
                default -> random.nextDouble();
            };
            if (!(Math.nextUp(low) < Double.POSITIVE_INFINITY)) {
                continue;
            }
            var middle = new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
            var step = middle.ulp().movePointLeft(5);
            assertSameBits(middle.toString());
            assertSameBits(middle.add(step).toString());
            assertSameBits(middle.subtract(step).toString());
            for (int precision = 15; precision <= 21; precision++) {
                assertSameBits(middle.round(new MathContext(precision)).toString());
            }
        }
    }

    /// Known to have been read wrong, or never, by some reader (Paxson 1991; Bray and others, collected by Lemire).
    @ParameterizedTest
    @ValueSource(strings = {"2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308",
        "2.2250738585072013830902327173324040642192159804623318306e-308", "4.9406564584124654e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "2.47032822920623272088284396434110686182e-324", "1.7976931348623158e308",
        "1.7976931348623159e308", "1.797693134862315807e308", "179769313486231580793e289", "8.10109172351e-10",
        "1.1754941406275178592461758986628081843312458647327962400313859427181746759860647699724722770042717456817626953125e-38",
        "0.500000000000000166533453693773481063544750213623046875", "3.50000000000000007771561172376095782965421676635742187500",
        "9007199254740992.9999999999999999999", "6929495644600919.5", "3.7455744005952583e15", "1448997445238699", "1.5e-323",
        "5708990770823839207320493820740630171355185151999e-3", "5708990770823839524233143877797980545530986496e20",
        "9355950000000000000.00000000000000000000000000000000001844674407370955161600000184467440737095516161844674407370955161407370"
        + "95516161844674407370955161618446744073709551616184467440737", "2.22507385850720212418870147920222032907240528279439037814303"
        + "133837435107319244194686754406432563881851382188218502438069999947733013005649884107791928741341929297200970481951993067"
        + "993290969042784064731682041565926728632933630474670123316852983422152744517260835859654566319282835244787787799894310779"
        + "783833699159288594555213714181128458251145584319223079897504395086859412457230891738946169368372321191373658977977723286"
        + "698840356390251044443035457396733706583981055420456693824658413747607155981176573877626747665912387199931904006317334709"
        + "003012790188175203447190250028061277777916798391090578584006464715943810511489154282775041174682194133952466682503431306"
        + "181587829379004205392375072083366693241580002758391118854188641513168478436313080237596295773983001708984375e-308",
        "18446744073709551615", "18446744073709551616e-5", "9999999999999999999", "99999999999999999999e-20", "1e-342", "1e-343",
        "18446744073709551615e-343", "1e308", "18446744073709551615e289", "1e309", "0.000001e314", "1000000e-330"})
    void hardCasesGetTheBitsOfParseDouble(String text) {
        assertSameBits(text);
        assertSameBits("-" + text);
    }

    @Test
    void manyZerosAndAnExponentThatUndoesThemMakeAUsualNumber() {
        assertSameBits("0." + "0".repeat(5000) + "123e5000");
        assertSameBits("123" + "0".repeat(5000) + "e-5000");
        assertSameBits("0".repeat(5000) + "1.5");
        assertSameBits("1" + "0".repeat(400));
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
