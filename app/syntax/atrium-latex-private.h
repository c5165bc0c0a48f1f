#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the combining character of an accent command, 0 for none */
gunichar    _atrium_latex_accent     (const char *command,
                                      gsize       length);
/* the characters of a command without argument, NULL for none */
const char *_atrium_latex_symbol     (const char *command,
                                      gsize       length);
/* the command that makes @c, with braces, NULL where there is none */
char       *_atrium_latex_command    (gunichar    c);

G_END_DECLS
