#include "pointer.h"

#include <dlfcn.h>

/* XTest is there wherever Xvfb and the accessibility bus are; its header need not be. */

typedef struct _Display Display;

typedef struct
{
  Display *display;
  int    (*flush)  (Display *);
  int    (*motion) (Display *, int, int, int, unsigned long);
  int    (*button) (Display *, unsigned int, int, unsigned long);
  int    (*key)    (Display *, unsigned int, int, unsigned long);
  unsigned long (*find_symbol) (const char *);
  unsigned char (*find_code) (Display *, unsigned long);
} Pointer;

static gboolean
open_pointer (Pointer *pointer)
{
  void *x11 = dlopen ("libX11.so.6", RTLD_NOW);
  void *xtst = dlopen ("libXtst.so.6", RTLD_NOW);
  Display *(*open_display) (const char *) = NULL;

  if (x11 == NULL || xtst == NULL)
    return FALSE;

  *(void **) &open_display = dlsym (x11, "XOpenDisplay");
  *(void **) &pointer->flush = dlsym (x11, "XFlush");
  *(void **) &pointer->motion = dlsym (xtst, "XTestFakeMotionEvent");
  *(void **) &pointer->button = dlsym (xtst, "XTestFakeButtonEvent");
  *(void **) &pointer->key = dlsym (xtst, "XTestFakeKeyEvent");
  *(void **) &pointer->find_symbol = dlsym (x11, "XStringToKeysym");
  *(void **) &pointer->find_code = dlsym (x11, "XKeysymToKeycode");
  if (open_display == NULL || pointer->flush == NULL || pointer->motion == NULL || pointer->button == NULL)
    return FALSE;
  pointer->display = open_display (NULL);

  return pointer->display != NULL;
}

static Pointer *
get_pointer (void)
{
  static Pointer pointer;

  if (pointer.display == NULL && !open_pointer (&pointer))
    return NULL;

  return &pointer;
}

gboolean
pointer_move (int x,
              int y)
{
  Pointer *pointer = get_pointer ();

  if (pointer == NULL)
    return FALSE;

  pointer->motion (pointer->display, -1, x, y, 0);
  pointer->flush (pointer->display);

  return TRUE;
}

gboolean
pointer_click (int x,
               int y)
{
  Pointer *pointer = get_pointer ();

  if (!pointer_move (x, y))
    return FALSE;

  pointer->button (pointer->display, 1, TRUE, 0);
  pointer->button (pointer->display, 1, FALSE, 0);
  pointer->flush (pointer->display);

  return TRUE;
}

gboolean
pointer_key (const char *name)
{
  Pointer *pointer = get_pointer ();
  unsigned int code;

  if (pointer == NULL || pointer->key == NULL || pointer->find_symbol == NULL || pointer->find_code == NULL)
    return FALSE;

  code = pointer->find_code (pointer->display, pointer->find_symbol (name));
  pointer->key (pointer->display, code, TRUE, 0);
  pointer->key (pointer->display, code, FALSE, 0);
  pointer->flush (pointer->display);

  return TRUE;
}
