/// Starts a framework with what lies in an installation, and ends the process with the main service's answer.
package org.glia.launcher;
