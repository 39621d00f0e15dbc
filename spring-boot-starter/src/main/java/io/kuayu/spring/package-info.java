/** The engine in a Spring Boot application: a bean that follows a bundle, health and metrics. */
@NullMarked
package io.kuayu.spring;

import org.jspecify.annotations.NullMarked;
