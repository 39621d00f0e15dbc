/**
 * Commands that serve the rights of users: consent, export, forget, receipt, retain and pseudonyms.
 */
@NullMarked
package io.kuayu.cli.command.privacy;

import org.jspecify.annotations.NullMarked;
