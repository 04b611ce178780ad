/// How wide vector instructions are; private to this bundle.
package org.glia.compute.vector;
