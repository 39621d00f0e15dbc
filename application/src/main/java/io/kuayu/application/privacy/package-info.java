/** What every use case on people's data works with: the stores, the rules and the audit trail. */
@NullMarked
package io.kuayu.application.privacy;

import org.jspecify.annotations.NullMarked;
