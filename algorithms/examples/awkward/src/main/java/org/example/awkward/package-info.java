/// A plug-in for tests: its algorithm does whatever plug-ins should not do.
package org.example.awkward;
