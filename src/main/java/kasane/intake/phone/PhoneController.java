package kasane.intake.phone;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.casework.Done;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.intake.Informants;
import kasane.intake.PhoneNotes;
import kasane.shared.Texts;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 電話メモ: write it while the telephone is still warm, open it, close it. */
@Controller
class PhoneController {

    private final PhoneNotes notes;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    PhoneController(PhoneNotes notes, Forms forms, Db db, Clock clock) {
        this.notes = notes;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/phone-notes/new")
    Screen form(Viewer.Staff viewer) {
        return form(forms.open(viewer));
    }

    private static Screen form(FormView form) {
        return Screen.form("intake/phone/form", "電話メモ", new PhonePages.Form(form), form);
    }

    @PostMapping("/phone-notes")
    Object write(Viewer.Staff viewer, Submission form) {
        return forms.submit(viewer, form, PhoneController::form, in -> {
            String text = in.requiredBlock("text", "メモ", 2000);
            Informants.Named caller = new Informants.Named(in.line("name", 80), in.phone("phone"), "");
            boolean hidden = in.checked("hide");
            if (in.hasErrors()) {
                return in.invalid();
            }
            notes.write(viewer, text, caller, hidden);
            return new Outcome.Done("/consultations", "電話メモを書きました。");
        });
    }

    @GetMapping("/phone-notes/{id}")
    Object one(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            PhoneNotes.Opened opened = notes.read(viewer, id);
            return opened.note()
                    .consultation()
                    .<Object>map(consultation -> ResponseEntity.status(303)
                            .header(HttpHeaders.LOCATION, "/consultations/" + consultation)
                            .build())
                    .orElseGet(() -> screen(opened, forms.button()));
        });
    }

    private Screen screen(PhoneNotes.Opened opened, FormView form) {
        PhoneNotes.PhoneNote note = opened.note();
        PhonePages.One page = new PhonePages.One(
                note.id().toString(),
                new Done(note.writtenAt(), true).text(clock.getZone()),
                note.writer(),
                note.text(),
                opened.informant()
                        .map(i -> Stream.of(i.named().name(), i.named().phone(), i.hidden() ? "（伏せる）" : "")
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining("　")))
                        .orElse(""),
                note.open(),
                note.closedReason(),
                form);
        return Screen.form("intake/phone/one", "電話メモ", page, form);
    }

    @PostMapping("/phone-notes/{id}/closure")
    Object close(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer, form, again -> db.transact(viewer, () -> screen(notes.read(viewer, id), again)), in -> {
                    String reason = in.requiredLine("reason", "理由", 200);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    return notes.close(viewer, id, reason)
                            ? new Outcome.Done("/consultations", "電話メモを閉じました。")
                            : new Outcome.Invalid(Map.of("reason", Texts.text("intake.refused.note-is-done")));
                });
    }
}
