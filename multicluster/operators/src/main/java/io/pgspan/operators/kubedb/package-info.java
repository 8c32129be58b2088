/** KubeDB's dialect: its kinds, field names, enums, defaults and webhook rules. */
@NullMarked
package io.pgspan.operators.kubedb;

import org.jspecify.annotations.NullMarked;
