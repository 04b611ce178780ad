package org.glia.runtime.plugins;

import java.util.function.BooleanSupplier;

/// How a change of plug-ins is to be made.
///
/// @param whileInUse what becomes of work that uses plug-ins which go
/// @param simulate   whether only to find out what would be done: everything is tried, and taken back
/// @param cancelled  whether to wait for work no longer; then nothing has changed. Asked often
public record Terms(WhileInUse whileInUse, boolean simulate, BooleanSupplier cancelled) {

    /// Nothing that is in use goes.
    public static Terms careful() {
        return new Terms(WhileInUse.REFUSE, false, () -> false);
    }

    /// Nothing is done.
    public static Terms simulated() {
        return new Terms(WhileInUse.REFUSE, true, () -> false);
    }
}
