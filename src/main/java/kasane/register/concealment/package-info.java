/** 秘匿の措置と利害関係の申告: shutting a record or somebody's whereabouts, and keeping oneself away. */
@NullMarked
package kasane.register.concealment;

import org.jspecify.annotations.NullMarked;
