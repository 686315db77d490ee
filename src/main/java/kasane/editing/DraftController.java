package kasane.editing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Viewer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 下書き: kept while typing, removed on request. */
@Controller
class DraftController {

    private final Forms forms;

    DraftController(Forms forms) {
        this.forms = forms;
    }

    @PostMapping("/drafts/{form}")
    ResponseEntity<Void> save(Viewer.Staff viewer, @PathVariable UUID form, HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> typed.put(name, Arrays.asList(values)));
        forms.save(viewer, form, typed);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/drafts/{form}/removal")
    ResponseEntity<Void> remove(Viewer.Staff viewer, @PathVariable UUID form, Submission submission) {
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, forms.remove(viewer, submission, form))
                .build();
    }
}
