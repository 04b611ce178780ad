/// Readers of file formats: CSV, ARFF and LIBSVM, all streaming, all with errors that name file, line and column.
package org.glia.datasets.files;
