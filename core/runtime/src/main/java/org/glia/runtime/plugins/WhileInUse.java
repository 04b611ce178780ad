package org.glia.runtime.plugins;

/// What becomes of work that uses a plug-in which is to go.
public enum WhileInUse {
    /// The plug-in stays, and whoever wants it gone is told of the work.
    REFUSE,
    /// The plug-in goes when the work has ended.
    WAIT,
    /// The work is asked to stop, and the plug-in goes when it has.
    CANCEL
}
