/// The verbs: one class each, its words declared once.
package org.glia.shell.verbs;
