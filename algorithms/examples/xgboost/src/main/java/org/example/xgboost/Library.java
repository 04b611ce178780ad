package org.example.xgboost;

import java.io.IOException;

import ml.dmlc.xgboost4j.java.XGBoostError;
import org.glia.api.problem.GliaException;

/// The way to the library and back: what it throws becomes a sentence.
final class Library {

    private Library() {
    }

    /// Something that XGBoost does.
    @FunctionalInterface
    interface Call<T> {
        T make() throws XGBoostError, IOException;
    }

    /// @throws GliaException if XGBoost refuses, or cannot be loaded on this machine
    static <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (XGBoostError | IOException e) {
            throw new GliaException("XGBoost refuses: " + reason(e.getMessage()), e);
        } catch (LinkageError e) {
            throw new GliaException("XGBoost's native library cannot be loaded here (%s); on Linux it needs libgomp, on macOS libomp, on Windows "
                    .formatted(innermost(e)) + "vcomp140.dll: install it, or take histgbm", e);
        }
    }

    /// The library tells the place in its sources first, and the native stack last.
    private static String reason(String message) {
        var first = message.strip().lines().findFirst().orElse("it does not say why");
        return first.replaceFirst("^\\[[0-9:]+\\] \\S+: ", "");
    }

    private static String innermost(Throwable failure) {
        var cause = failure;
        for (int depth = 0; depth < 20 && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
