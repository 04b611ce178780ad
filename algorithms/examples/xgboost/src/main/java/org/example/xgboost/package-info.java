/// A plug-in for Glia that brings a library along: XGBoost, its native code and what it needs in turn lie inside the bundle.
package org.example.xgboost;
