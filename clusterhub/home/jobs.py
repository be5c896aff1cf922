from clusterhub.home import operations


def resume_interrupted_tasks():
    operations.resume_interrupted_tasks()


def forget_finished_tasks():
    operations.forget_finished_tasks()
