/// How a line of the shell is read: words, the parts of a verb's sentence, and where in the line each of them stands.
package org.glia.shell.words;
