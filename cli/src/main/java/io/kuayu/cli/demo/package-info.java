/**
 * Generates a marketplace, so that users can try every step without their own data. Its users have
 * the same interests in every domain, so events in one domain help to predict the others. Nothing
 * else connects the domains.
 */
@NullMarked
package io.kuayu.cli.demo;

import org.jspecify.annotations.NullMarked;
