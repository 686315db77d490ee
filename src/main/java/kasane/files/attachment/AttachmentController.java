package kasane.files.attachment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.files.Attachments;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 添付を開く・取り消す. A file is always a download, and its name on the disk names nobody. */
@Controller
class AttachmentController {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final Attachments attachments;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    AttachmentController(Attachments attachments, Forms forms, Db db, AuditTrail audit, Clock clock) {
        this.attachments = attachments;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/files/{id}")
    ResponseEntity<byte[]> open(Viewer.Staff viewer, @PathVariable UUID id) {
        Attachments.Opened opened = attachments.open(viewer, id);
        String name = "tenpu-"
                + DAY.format(LocalDate.ofInstant(opened.file().addedAt(), clock.getZone()))
                + "-"
                + id.toString().substring(28)
                + "."
                + opened.file().kind().ending();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, opened.file().kind().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(opened.content());
    }

    @GetMapping("/files/{id}/withdrawal")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return screen(viewer, id, forms.open(viewer));
    }

    @PostMapping("/files/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> screen(viewer, id, again), in -> {
            String reason = in.requiredLine("reason", "理由", 200);
            if (in.hasErrors()) {
                return in.invalid();
            }
            return new Outcome.Done(attachments.withdraw(viewer, id, reason).path(), "添付を取り消しました。");
        });
    }

    private Screen screen(Viewer.Staff viewer, UUID id, FormView form) {
        Attachments.Attached file = db.transact(viewer, () -> {
            Attachments.Attached found = attachments.ownToWithdraw(viewer, id);
            audit.read(viewer, "attachment.withdrawal-form", List.of(found.household()));
            return found;
        });
        WithdrawalPages.Form page = new WithdrawalPages.Form(
                form,
                "/files/" + id + "/withdrawal",
                file.name(),
                Wareki.compact(LocalDate.ofInstant(file.addedAt(), clock.getZone())));
        return Screen.form("files/attachment/withdrawal", "添付を取り消す", page, form);
    }
}
