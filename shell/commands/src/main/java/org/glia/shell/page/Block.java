package org.glia.shell.page;

import java.util.List;

/// A piece of a page.
public sealed interface Block permits Block.Paragraph, Block.Facts, Block.Examples, Block.Verbatim, Grid {

    /// A sentence or several, wrapped to the width.
    record Paragraph(String text) implements Block {
    }

    /// Names and what there is to say of them, one below the other.
    record Facts(List<Fact> facts) implements Block {

        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /// @param name  what it is about
    /// @param value what there is to say, wrapped to the width
    record Fact(String name, String value) {
    }

    /// Lines to be typed, never wrapped.
    record Examples(List<String> lines) implements Block {

        public Examples {
            lines = List.copyOf(lines);
        }
    }

    /// Lines that are shown as they are.
    record Verbatim(String text) implements Block {
    }
}
