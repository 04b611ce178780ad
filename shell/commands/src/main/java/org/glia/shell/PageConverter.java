package org.glia.shell;

import org.apache.felix.service.command.Converter;
import org.glia.shell.page.Page;

/// Makes text of pages where Gogo needs text: in pipes.
final class PageConverter implements Converter {

    @Override
    public Object convert(Class<?> type, Object value) {
        return value instanceof Page && type == String.class ? value.toString() : null;
    }

    @Override
    public CharSequence format(Object value, int level, Converter others) {
        // Gogo ends the text with a line end of its own
        return value instanceof Page page ? page.toString().stripTrailing() : null;
    }
}
