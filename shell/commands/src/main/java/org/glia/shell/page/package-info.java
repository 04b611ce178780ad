/// What commands answer, as data, and the one place where it becomes text.
package org.glia.shell.page;
