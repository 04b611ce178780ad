package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;

/// Reads the grammar of [Recipe] by recursive descent, and goes on after a problem so that one call tells all of them.
final class RecipeParser {

    static final String EMPTY = "the recipe is empty; write the name of an algorithm";

    // far beyond what anybody writes, and far below what a thread's stack takes
    private static final int MOST_NESTED = 100;

    // what ends where its partner stands, rather than at the next space
    private static final String OPENING = "\"'[{";
    private static final String CLOSING = "\"']}";

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private final boolean ranges;
    private final List<Problem> problems = new ArrayList<>();
    private int at;
    private int depth;

    private RecipeParser(String text, boolean ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    static List<Step> steps(String text, boolean ranges) {
        var parser = new RecipeParser(text, ranges);
        parser.skipSpace();
        if (parser.atEnd()) {
            throw new RecipeException(EMPTY, text, 0, text.length());
        }
        return parser.finished(parser.recipe(false));
    }

    static List<Argument> arguments(String text) {
        var parser = new RecipeParser(text, false);
        return parser.finished(parser.arguments(false, false));
    }

    static Value value(String text) {
        var parser = new RecipeParser(text, true);
        parser.skipSpace();
        if (!parser.startsItem()) {
            parser.problem("a value is missing", 0, text.length());
            return parser.finished(Value.Scalar.NONE);
        }
        var value = parser.list();
        parser.skipSpace();
        if (!parser.atEnd()) {
            parser.problem("`" + text.substring(parser.at) + "` is not expected after the value; put it into quotes if it is"
                    + " one text", parser.at, text.length());
        }
        return parser.finished(value);
    }

    private <T> T finished(T result) {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::start));
            throw new RecipeException(problems, text);
        }
        return result;
    }

    // recipe := step ('|' step)*

    private List<Step> recipe(boolean inBrackets) {
        var steps = new ArrayList<Step>();
        int bar = -1;
        while (true) {
            skipSpace();
            if (atEnd() || peek() == '|' || inBrackets && peek() == ']') {
                missingStep(bar);
            } else {
                step(steps, inBrackets);
            }
            if (atEnd() || peek() == ']') {
                return steps; // a `]` without `[` was passed over by the arguments
            }
            bar = at++;
        }
    }

    private void missingStep(int bar) {
        if (bar >= 0) {
            problem("a step is missing after `|`", bar, bar + 1);
        } else if (!atEnd() && peek() == '|') {
            problem("a step is missing before `|`", at, at + 1);
        }
    }

    // step := name (key '=' value)*

    private void step(List<Step> steps, boolean inBrackets) {
        int start = at;
        var name = word();
        int end = at;
        skipSpace();
        if (!atEnd() && peek() == '=' && !name.isEmpty()) {
            problem("the name of the step is missing before the setting `" + name + "`", start, end);
            at = start;
            arguments(inBrackets, true);
            return;
        }
        boolean named = Syntax.isName(name);
        if (!named && !name.isEmpty()) {
            problem(Syntax.noName(name), start, end);
        } else if (name.isEmpty() && peek() != ']') {
            problem("a step starts with the name of an algorithm, not with `" + peek() + "`", at, at + 1);
            if (OPENING.indexOf(peek()) >= 0) {
                item();
            }
        }
        var arguments = arguments(inBrackets, true);
        if (named) {
            steps.add(new Step(name, arguments, place(start, end)));
        }
    }

    private List<Argument> arguments(boolean inBrackets, boolean inStep) {
        var arguments = new ArrayList<Argument>();
        var keys = new HashSet<String>();
        while (true) {
            skipSpace();
            if (atEnd() || inStep && peek() == '|' || inBrackets && peek() == ']') {
                return arguments;
            }
            argument(arguments, keys, inStep);
        }
    }

    private void argument(List<Argument> arguments, Set<String> keys, boolean inStep) {
        int start = at;
        switch (peek()) {
            case ']', '}' -> problem("`" + peek() + "` closes nothing; remove it", at, ++at);
            case '|' -> problem("`|` starts another step, and here stand the settings of one; remove it", at, ++at);
            case ',' -> {
                at++;
                problem("`,` separates the values of a list, as in key=a,b; there is no value before it", start, at);
                passOver();
            }
            case '=' -> {
                at++;
                problem("a key is missing before `=`", start, at);
                passOver();
            }
            case '"', '\'', '[', '{' -> {
                item();
                problem("`" + text.substring(start, at) + "` belongs to no key; write key=" + text.substring(start, at),
                        start, at);
            }
            default -> keyAndValue(arguments, keys, inStep);
        }
    }

    /// Reads a value that nothing is done with, because its problem is told already.
    private void passOver() {
        skipSpace();
        if (startsItem()) {
            list();
        }
    }

    private void keyAndValue(List<Argument> arguments, Set<String> keys, boolean inStep) {
        int start = at;
        var key = word();
        int end = at;
        skipSpace();
        if (atEnd() || peek() != '=') {
            problem("`" + key + "` is no setting; write `" + key + "=...`"
                    + (inStep ? ", or `| " + key + "` if it is the next step" : ""), start, end);
            return;
        }
        at++;
        boolean valid = Syntax.isKey(key);
        if (!valid) {
            problem(Syntax.noKey(key), start, end);
        }
        var value = value(key, start);
        if (!valid || value == null) {
            return;
        }
        if (keys.add(key)) {
            arguments.add(new Argument(key, value, place(start, end)));
        } else {
            problem(Syntax.twice(key), start, end);
        }
    }

    // value := item (',' item)* | '[]'

    /// The value behind `key=`, or null after a problem.
    private Value value(String key, int keyStart) {
        int start = at;
        skipSpace();
        if (!startsItem() || at > start && startsArgument()) {
            problem("a value is missing after `" + key + "=`", keyStart, start);
            if (!atEnd() && peek() == ',') {
                at++;
                passOver();
            }
            return null;
        }
        return list();
    }

    private boolean startsItem() {
        return !atEnd() && "|]=,}".indexOf(peek()) < 0;
    }

    /// Whether `key=` comes next, so that the value before it was forgotten: `k= c=3`.
    private boolean startsArgument() {
        int start = at;
        boolean key = Syntax.isKey(word());
        skipSpace();
        boolean result = key && !atEnd() && peek() == '=';
        at = start;
        return result;
    }

    private Value list() {
        int start = at;
        int end;
        var items = new ArrayList<Value>();
        while (true) {
            var item = item();
            end = at;
            if (item != null) {
                items.add(item);
            }
            skipSpace();
            if (atEnd() || peek() != ',') {
                break;
            }
            int comma = at++;
            skipSpace();
            if (!startsItem()) {
                problem("a value is missing after `,`", comma, comma + 1);
                if (atEnd() || peek() != ',') {
                    break;
                }
                at = comma + 1; // `a,,b`: the next round starts at the second comma
                return afterGap(items, start);
            }
        }
        if (end == at && !atEnd() && peek() == '=') {
            problem("a bare value cannot hold `=`; put it into quotes, or a space before the next key", at, at + 1);
            at++;
            word();
        }
        return combined(items, start, end);
    }

    /// Goes on behind `,,`, whose problem is told already.
    private Value afterGap(List<Value> items, int start) {
        skipSpace();
        while (!atEnd() && peek() == ',') {
            at++;
            skipSpace();
        }
        if (startsItem()) {
            list();
        }
        return combined(items, start, at);
    }

    private Value combined(List<Value> items, int start, int end) {
        if (items.isEmpty()) {
            return null;
        }
        if (items.size() == 1) {
            return items.getFirst();
        }
        if (items.stream().anyMatch(Value.Items.class::isInstance)) {
            problem("`[]` is the empty list; it cannot stand in a list", start, end);
            return null;
        }
        return new Value.Items(items, place(start, end));
    }

    // item := scalar | entry | '[' recipe ']' | range | '{' item (',' item)* '}'

    /// The next item, or null after a problem; at least one character is consumed.
    private Value item() {
        int start = at;
        var item = oneItem();
        int end = at;
        boolean closed = CLOSING.indexOf(text.charAt(end - 1)) >= 0;
        while (closed && !atEnd() && !Syntax.isSpace(peek()) && "|],}".indexOf(peek()) < 0) {
            if (OPENING.indexOf(peek()) >= 0) {
                oneItem();
            } else {
                at++;
                word();
            }
        }
        if (at > end) {
            problem("a space is missing between `" + shortened(start, end) + "` and `" + shortened(end, at) + "`", end, at);
        }
        return item;
    }

    private Value oneItem() {
        return switch (peek()) {
            case '"', '\'' -> quoted();
            case '[' -> brackets();
            case '{' -> braces();
            default -> bare();
        };
    }

    private Value bare() {
        int start = at;
        var word = word();
        if (atEnd() || OPENING.indexOf(peek()) < 0) {
            return classified(word, start);
        }
        if (word.indexOf(':') == word.length() - 1 && word.length() > 1) {
            return entry(word.substring(0, word.length() - 1), entryValue(), start);
        }
        problem("`" + peek() + "` cannot stand within a bare value; put the whole value into quotes", at, at + 1);
        if (peek() == '[' || peek() == '{') {
            oneItem();
        } else {
            skipWord(); // an apostrophe rather than a quote
        }
        return null;
    }

    /// What a bare word says: a range, an entry or a scalar.
    private Value classified(String word, int start) {
        var range = Syntax.RANGE.matcher(word);
        if (range.matches()) {
            return range(range.group(1), range.group(2), range.group(3), start);
        }
        int colon = word.indexOf(':');
        if (colon > 0 && colon < word.length() - 1) {
            var rest = word.substring(colon + 1);
            var value = Syntax.RANGE.matcher(rest).matches() ? classified(rest, start + colon + 1)
                    : new Value.Scalar(rest, false, place(start + colon + 1, at));
            return entry(word.substring(0, colon), value, start);
        }
        return new Value.Scalar(word, false, place(start, at));
    }

    private Value range(String low, String high, String scale, int start) {
        if (scale != null && !scale.equals("log")) {
            problem("`" + scale + "` is no scale of a range; write " + low + ".." + high + ", or " + low + ".." + high
                    + ":log to search in the logarithm", start, at);
            return null;
        }
        try {
            var range = new Value.Range(Double.parseDouble(low), Double.parseDouble(high), scale != null, place(start, at));
            return checked(range);
        } catch (RecipeException wrong) {
            problems.addAll(wrong.problems());
            return null;
        }
    }

    /// The value, with its problem if it has no place in a recipe.
    private Value checked(Value space) {
        if (!ranges) {
            space.addSpaceProblems(problems);
            return null;
        }
        return space;
    }

    private Value entry(String key, Value value, int start) {
        if (value instanceof Value.Items) {
            problem("`" + key + ":` cannot be set to a list", start, at);
            return null;
        }
        return value == null ? null : new Value.Entry(key, value, place(start, at));
    }

    /// What follows `key:`, where a further colon is text.
    private Value entryValue() {
        int start = at;
        return switch (peek()) {
            case '[' -> brackets();
            case '{' -> braces();
            case '"', '\'' -> quotedText().<Value>map(text -> new Value.Scalar(text, true, place(start, at))).orElse(null);
            default -> {
                var word = word();
                yield Syntax.RANGE.matcher(word).matches() ? classified(word, start)
                        : new Value.Scalar(word, false, place(start, at));
            }
        };
    }

    private Value quoted() {
        int start = at;
        var content = quotedText();
        if (content.isEmpty()) {
            return null;
        }
        if (atEnd() || peek() != ':') {
            return new Value.Scalar(content.get(), true, place(start, at));
        }
        at++;
        if (atEnd() || Syntax.endsWord(peek()) && OPENING.indexOf(peek()) < 0) {
            problem("a value is missing after `" + text.substring(start, at) + "`", start, at);
            return null;
        }
        return entry(content.get(), entryValue(), start);
    }

    private Optional<String> quotedText() {
        int start = at;
        char quote = text.charAt(at++);
        var content = new StringBuilder();
        while (!atEnd() && peek() != quote) {
            if (peek() == '\\') {
                escape(content);
            } else {
                content.append(text.charAt(at++));
            }
        }
        if (atEnd()) {
            problem("the quote is never closed", start, start + 1);
            return Optional.empty();
        }
        at++;
        return Optional.of(content.toString());
    }

    private void escape(StringBuilder content) {
        int start = at++;
        if (text.startsWith("u", at) && HEXADECIMAL.matcher(text).region(at + 1, text.length()).lookingAt()) {
            content.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
            at += 5;
            return;
        }
        char c = atEnd() ? ' ' : text.charAt(at++);
        switch (c) {
            case '\\', '"', '\'' -> content.append(c);
            case 'n' -> content.append('\n');
            case 't' -> content.append('\t');
            case 'r' -> content.append('\r');
            default -> problem("`" + text.substring(start, at) + "` is no escape; write `\\\\` for a backslash", start, at);
        }
    }

    private Value brackets() {
        int start = at++;
        skipSpace();
        if (!atEnd() && peek() == ']') {
            at++;
            return new Value.Items(List.of(), place(start, at));
        }
        if (holdsList()) {
            return bracketedList(start);
        }
        deeper(start);
        var steps = recipe(true);
        depth--;
        if (atEnd()) {
            problem("`[` is never closed; write `]` where it ends", start, start + 1);
            return null;
        }
        at++;
        return steps.isEmpty() ? null : new Value.Nested(steps, place(start, at));
    }

    /// Whether the brackets hold a list as in other languages, `[1,2]`, `["a"]` or `[[a],[b]]`, and no recipe.
    private boolean holdsList() {
        if (atEnd()) {
            return false;
        }
        if (OPENING.indexOf(peek()) >= 0) {
            return true;
        }
        int start = at;
        var word = word();
        skipSpace();
        boolean list = !atEnd() && (peek() == ',' && !word.isEmpty() || peek() == ']' && Syntax.isNumber(word));
        at = start;
        return list;
    }

    private Value bracketedList(int start) {
        deeper(start);
        int first = at;
        int told = problems.size();
        list();
        depth--;
        int end = at;
        skipSpace();
        if (atEnd() || peek() != ']') {
            problem("`[` is never closed; write `]` where it ends", start, start + 1);
            return null;
        }
        at++;
        if (told == problems.size()) {
            problem("brackets hold a recipe; a list is written without them: `" + text.substring(first, end) + "`", start,
                    at);
        }
        return null;
    }

    private Value braces() {
        int start = at++;
        skipSpace();
        if (!atEnd() && peek() == '}') {
            at++;
            problem("`{}` holds nothing to try; write the values in it: {a,b}", start, at);
            return null;
        }
        deeper(start);
        var values = new ArrayList<Value>();
        int told = problems.size();
        var content = startsItem() ? list() : null;
        depth--;
        skipSpace();
        if (atEnd() || peek() != '}') {
            problem("`{` is never closed; write `}` where it ends", start, start + 1);
            return null;
        }
        at++;
        if (content == null) {
            if (told == problems.size()) {
                problem("`" + text.substring(start, at) + "` holds nothing to try; write the values in it: {a,b}", start,
                        at);
            }
            return null;
        }
        if (content instanceof Value.Items items) {
            values.addAll(items.items());
        } else {
            values.add(content);
        }
        if (values.isEmpty() || values.stream().anyMatch(Value.AnyOf.class::isInstance)) {
            problem("alternatives cannot hold lists or alternatives; write {a,b}", start, at);
            return null;
        }
        return checked(new Value.AnyOf(values, place(start, at)));
    }

    private void deeper(int start) {
        if (++depth > MOST_NESTED) {
            problem("brackets are nested more than " + MOST_NESTED + " deep here", start, start + 1);
            finished(null);
        }
    }

    // characters

    private boolean atEnd() {
        return at >= text.length();
    }

    private char peek() {
        return text.charAt(at);
    }

    private void skipSpace() {
        while (!atEnd() && Syntax.isSpace(peek())) {
            at++;
        }
    }

    private String word() {
        int start = at;
        while (!atEnd() && !Syntax.endsWord(peek())) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipWord() {
        while (!atEnd() && !Syntax.isSpace(peek()) && "|],".indexOf(peek()) < 0) {
            at++;
        }
    }

    private String shortened(int from, int to) {
        return to - from <= 20 ? text.substring(from, to)
                : text.substring(from, from + 9) + "..." + text.substring(to - 8, to);
    }

    private Place place(int start, int end) {
        return new Place(text, start, end);
    }

    private void problem(String message, int start, int end) {
        problems.add(new Problem(message, start, end));
    }
}
