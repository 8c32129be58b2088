package io.pgspan.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The one style of every value a user builds. A {@code @Value.Style} written beside it would replace it as a whole, so there is
 * none.
 */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
@Value.Style(
        typeAbstract = "*",
        typeImmutable = "Immutable*",
        visibility = Value.Style.ImplementationVisibility.PUBLIC,
        get = {"is*", "get*"},
        depluralize = true,
        jdkOnly = true,
        jdk9Collections = true,
        fallbackNullableAnnotation = Nullable.class,
        passAnnotations = {NullMarked.class},
        allowedClasspathAnnotations = {Override.class},
        optionalAcceptNullable = true)
public @interface ValueStyle {}
