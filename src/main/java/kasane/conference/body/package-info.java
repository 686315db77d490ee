/** 会議体の設定: which conferences a town holds, by which law and with which secrecy, from which day on. */
@NullMarked
package kasane.conference.body;

import org.jspecify.annotations.NullMarked;
