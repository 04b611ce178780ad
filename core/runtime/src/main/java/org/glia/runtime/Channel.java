package org.glia.runtime;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import org.glia.api.model.DataTree;
import org.glia.api.problem.GliaException;
import org.glia.runtime.file.DataBytes;

/// Messages over the standard streams of a process: a mark, a length, the bytes of a data tree. What stands between messages
/// is noise of native code, which writes to the standard output past Java, and is left out.
final class Channel {

    /// No byte of it is the first one again, so a mark is found wherever it begins.
    private static final byte[] MARK = {(byte) 0xF7, 'g', 'l', 'i', 'a', '0', '1', (byte) 0xF8};

    private final DataInputStream in;
    private final DataOutputStream out;

    /// Sealed interfaces are told apart inside records only.
    private record Envelope(Message message) {
    }

    Channel(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new DataOutputStream(out);
    }

    /// Safe for use by many threads at once.
    void send(Message message) throws IOException {
        var bytes = DataBytes.quickly(DataTree.of(new Envelope(message)));
        synchronized (out) {
            out.write(MARK);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }

    /// The next message, empty when the other side is gone, if need be in the middle of one.
    ///
    /// @throws GliaException if it is no message
    Optional<Message> receive() throws IOException {
        try {
            findMark();
            int length = in.readInt();
            var bytes = in.readNBytes(Math.max(0, length));
            return bytes.length < length ? Optional.empty()
                    : Optional.of(DataBytes.tree(bytes).as(Envelope.class).message());
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private void findMark() throws IOException {
        int found = 0;
        while (found < MARK.length) {
            byte next = in.readByte();
            found = next == MARK[found] ? found + 1 : next == MARK[0] ? 1 : 0;
        }
    }
}
