/** つなぐシート: five fields, two minutes; receipt, acceptance, 対応不可, reply, confirmation; 案内カード without consent. */
@NullMarked
package kasane.referral.sheet;

import org.jspecify.annotations.NullMarked;
