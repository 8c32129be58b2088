/** Open Cluster Management: ManifestWorks, their names, how they are planned from rendered objects, and how feedback is read. */
@NullMarked
package io.pgspan.multicluster.ocm;

import org.jspecify.annotations.NullMarked;
