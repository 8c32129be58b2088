/** How clients reach the cluster: services and connection poolers. */
@NullMarked
package io.pgspan.model.service;

import org.jspecify.annotations.NullMarked;
