/// The main service: command line, prompt and scripts.
package org.glia.shell;
