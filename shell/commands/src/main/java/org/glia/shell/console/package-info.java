/// The standard streams: results, what else there is to say, progress, and Ctrl-C.
package org.glia.shell.console;
