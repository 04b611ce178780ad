package org.glia.shell.verbs;

import org.glia.api.problem.GliaException;
import org.glia.shell.page.Page;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// Something that can be done in the shell. Stateless; what verbs share lies on the [Desk].
public interface Verb {

    /// What can be said with it. Parsing, completion, usage, help and the places of errors come from this.
    Syntax syntax();

    /// Does it.
    ///
    /// @param said what was said, which is understood but for names that only the desk knows
    /// @throws GliaException if it cannot be done; the message is for the user
    Page perform(Sentence said, Desk desk);
}
