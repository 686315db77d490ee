/**
 * 帳票: the engines that turn a printed form into paper. A {@code *Sheet} record and its template give one HTML, which is
 * the preview on the screen and the PDF alike; {@link kasane.documents.Workbook} lays the same form out as .xlsx. Knows no
 * database and no rule of the office.
 */
@ApplicationModule(
        displayName = "documents",
        allowedDependencies = {"shared", "ui"})
@NullMarked
package kasane.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
