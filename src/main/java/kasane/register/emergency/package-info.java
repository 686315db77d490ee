/** 緊急閲覧: opening records in danger, always with an end, always told and always reviewed. */
@NullMarked
package kasane.register.emergency;

import org.jspecify.annotations.NullMarked;
