package kasane.files;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kasane.shared.AgencyId;
import kasane.shared.Wareki;
import kasane.ui.FormView;

/** 添付の欄 of a record's page: what is attached, and the form to add more. */
public record FilesPart(List<Line> files, FormView form, String action, boolean mayAdd) {

    public FilesPart {
        files = List.copyOf(files);
    }

    /** One file as words. */
    public record Line(String id, String name, String kind, String size, String added, boolean mine) {}

    /**
     * The part for a viewer's page.
     *
     * @param action where the form is posted, as {@code multipart/form-data} with the field {@code file}
     */
    public static FilesPart of(
            List<Attachments.Attached> files,
            AgencyId viewing,
            FormView form,
            String action,
            boolean mayAdd,
            Clock clock) {
        return new FilesPart(
                files.stream()
                        .map(file -> new Line(
                                file.id().toString(),
                                file.name(),
                                file.kind().label(),
                                size(file.size()),
                                Wareki.compact(LocalDate.ofInstant(file.addedAt(), clock.getZone())),
                                file.owner().equals(viewing)))
                        .toList(),
                form,
                action,
                mayAdd);
    }

    private static String size(int bytes) {
        return bytes < 1024 * 1024
                ? Math.max(1, bytes / 1024) + "KB"
                : String.format(Locale.ROOT, "%.1fMB", bytes / (1024.0 * 1024));
    }
}
