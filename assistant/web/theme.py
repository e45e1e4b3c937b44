"""Gradio's theme: every value refers to a variable of `static/site.css`, light and dark alike."""

from __future__ import annotations

from gradio.themes import Base
from gradio.themes.utils.colors import Color
from gradio.themes.utils.sizes import Size

_STEPS = ("c50", "c100", "c200", "c300", "c400", "c500", "c600", "c700", "c800", "c900", "c950")
_FONT = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "DejaVu Sans", "Arial", "sans-serif")


def _ramp(name: str, colour: str, shares: tuple[int, ...]) -> Color:
    # Gradio wants eleven steps from pale to strong; here they are mixed from two variables.
    steps = {
        step: f"color-mix(in srgb, var(--{colour}) {share}%, var(--paper))"
        for step, share in zip(_STEPS, shares, strict=True)
    }
    return Color(name=name, **steps)


def _sizes(name: str, *values: str) -> Size:
    xxs, xs, sm, md, lg, xl, xxl = values
    return Size(name=name, xxs=xxs, xs=xs, sm=sm, md=md, lg=lg, xl=xl, xxl=xxl)


_INK = _ramp("ink", "ink", (3, 6, 12, 20, 68, 75, 80, 85, 90, 95, 100))
_ACCENT = _ramp("accent", "accent", (4, 8, 16, 30, 60, 100, 100, 100, 100, 100, 100))
# Nothing that is read is smaller than 16 px; in rem, so that it follows the reader's setting.
_TEXT = _sizes("site_text", "0.875rem", "1rem", "1rem", "1.125rem", "1.25rem", "1.5rem", "2rem")
_SPACE = _sizes("site_space", "1px", "2px", "4px", "8px", "12px", "16px", "24px")
_RADIUS = _sizes("site_radius", *["var(--radius)"] * 7)

_VALUES = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--ink-soft)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--panel)",
    "border_color_accent": "var(--accent)",
    "border_color_primary": "var(--line)",
    "color_accent": "var(--accent)",
    "link_text_color": "var(--accent)",
    "link_text_color_active": "var(--accent-strong)",
    "link_text_color_hover": "var(--accent-strong)",
    "link_text_color_visited": "var(--accent)",
    "prose_header_text_weight": "700",
    "shadow_drop": "none",
    "shadow_drop_lg": "none",
    "shadow_inset": "none",
    "shadow_spread": "0px",
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_info_text_color": "var(--ink-soft)",
    "block_label_background_fill": "transparent",
    "block_label_border_width": "0px",
    "block_label_text_color": "var(--ink)",
    "block_shadow": "none",
    "block_title_text_color": "var(--ink)",
    "block_title_text_size": "*text_md",
    "block_title_text_weight": "600",
    "panel_background_fill": "var(--panel)",
    "checkbox_background_color": "var(--paper)",
    "checkbox_background_color_selected": "var(--accent-fill)",
    "checkbox_border_color": "var(--ink-soft)",
    "checkbox_border_color_focus": "var(--focus)",
    "checkbox_border_color_selected": "var(--accent)",
    "checkbox_border_width": "2px",
    "checkbox_label_background_fill": "transparent",
    "checkbox_label_background_fill_hover": "var(--panel)",
    "checkbox_label_background_fill_selected": "transparent",
    "checkbox_label_text_color_selected": "var(--ink)",
    "checkbox_shadow": "none",
    "error_background_fill": "var(--warn-bg)",
    "error_border_color": "var(--warn-ink)",
    "error_icon_color": "var(--warn-ink)",
    "error_text_color": "var(--warn-ink)",
    "input_background_fill": "var(--paper)",
    "input_border_color": "var(--ink-soft)",
    "input_border_color_focus": "var(--focus)",
    "input_border_width": "2px",
    "input_placeholder_color": "var(--ink-soft)",
    "input_shadow": "none",
    "input_shadow_focus": "0 0 0 2px var(--focus)",
    "table_even_background_fill": "var(--paper)",
    "table_odd_background_fill": "var(--panel)",
    "button_transition": "none",
    "button_border_width": "2px",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent-strong)",
    "button_primary_border_color": "var(--accent)",
    "button_primary_border_color_hover": "var(--accent-strong)",
    "button_primary_text_color": "var(--accent-ink)",
    "button_secondary_background_fill": "var(--paper)",
    "button_secondary_background_fill_hover": "var(--panel)",
    "button_secondary_border_color": "var(--accent)",
    "button_secondary_border_color_hover": "var(--accent-strong)",
    "button_secondary_text_color": "var(--accent)",
    "button_secondary_text_color_hover": "var(--accent-strong)",
    "button_small_text_weight": "600",
}


class SiteTheme(Base):
    """Gradio dressed as the rest of the site; a page with it must load `static/site.css`."""

    def __init__(self) -> None:
        super().__init__(
            primary_hue=_ACCENT,
            secondary_hue=_ACCENT,
            neutral_hue=_INK,
            spacing_size=_SPACE,
            radius_size=_RADIUS,
            text_size=_TEXT,
            font=_FONT,
            font_mono=("ui-monospace", "DejaVu Sans Mono", "monospace"),
        )
        self.name = "site"
        self.set(**_VALUES)
        # The variables themselves turn dark; what Gradio would choose for dark must not differ.
        for name in [name for name in vars(self) if name.endswith("_dark")]:
            setattr(self, name, getattr(self, name.removesuffix("_dark")))
