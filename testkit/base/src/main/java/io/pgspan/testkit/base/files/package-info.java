/** What tests do with folders of their own. */
@NullMarked
package io.pgspan.testkit.base.files;

import org.jspecify.annotations.NullMarked;
