/**
 * Generates a marketplace, so that every step can be tried without own data. Its people have
 * interests that hold in every domain, so what is known from one domain helps in the others;
 * nothing else connects the domains.
 */
@NullMarked
package io.kuayu.cli.demo;

import org.jspecify.annotations.NullMarked;
