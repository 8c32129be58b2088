/** Text to trees and back: YAML as Kubernetes reads it, every value with its file and line. */
@NullMarked
package io.pgspan.operators.manifest;

import org.jspecify.annotations.NullMarked;
