/// A plug-in for Glia: k nearest neighbours.
package org.example.knn;
